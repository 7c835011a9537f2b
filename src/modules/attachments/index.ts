export { AttachmentsModule } from './attachments.module.js';
export { ListAttachments } from './list-attachments.js';
export { findAttachment } from './storage/attachments.js';
