/** Where the provider of SMS tells of texts that came in, and of what became of ours. */
export const SMS_INBOUND_PATH = '/webhooks/sms/inbound';
export const SMS_STATUS_PATH = '/webhooks/sms/status';
