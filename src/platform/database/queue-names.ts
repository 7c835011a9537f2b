/**
 * The queues that a program may add jobs to in bulk. On PostgreSQL BullMQ keeps a counter for each, which only the owner of its schema
 * can make: the migrations do. The worker does not start with any other.
 */
export const QUEUE_NAMES = ['facts', 'messages-email', 'messages-sms'];
