import { QUEUE_BACKENDS } from '../support/queue-services.js';
import { messageFaults } from './message-faults.js';

messageFaults(QUEUE_BACKENDS[1]);
