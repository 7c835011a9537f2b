import { ENDINGS } from './media-type.js';
import type { MediaType } from './media-type.js';

const LONGEST = 120;
/** Control and format characters (which also turn the direction of writing), and what file systems give a meaning. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;
const ENDING = /\.[a-z0-9]{1,5}$/i;

/**
 * A name under which a file may be kept and offered: of one line, without a path, without marks that hide or turn its ending,
 * and with the ending of what the file is. At most 120 characters before it. `untitled` where nothing is left.
 */
export function safeFileName(name: string, type: MediaType): string {
  const clean = name.normalize('NFC').replace(UNWANTED, ' ').replace(/\s+/g, ' ');
  const stem = [...clean.replace(ENDING, '')]
    .slice(0, LONGEST)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${stem || 'untitled'}.${ENDINGS[type]}`;
}

/**
 * The value of a Content-Disposition header that offers a file for saving (RFC 6266): the name in full, and once more in
 * ASCII for programs that know nothing else.
 */
export function attachmentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
