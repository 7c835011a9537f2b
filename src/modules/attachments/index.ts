export { AttachmentsModule } from './attachments.module.js';
export { AttachmentsPart } from './attachments-part.js';
export { findAttachment } from './storage/attachments.js';
