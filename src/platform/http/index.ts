export { ProblemsFilter } from './problems-filter.js';
export { receiveBody } from './receive-body.js';
export { Room } from './room.js';
export { sendFile } from './send-file.js';
