export { AttachmentKind } from './attachment-kind.js';
