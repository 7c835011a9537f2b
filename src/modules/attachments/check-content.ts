import { fileTypeFromBuffer } from 'file-type';
import { InvalidInput } from '../../kernel/index.js';
import { isMediaType } from './domain/media-type.js';
import type { MediaType } from './domain/media-type.js';
import { hasSecondMeaning } from './domain/second-meaning.js';
import { isWhole } from './domain/whole-file.js';

/**
 * What a file is, by its content alone. Throws `InvalidInput`, which says nothing of the content, for anything but a whole
 * PDF, PNG, JPEG or WebP file, for one that was declared to be something else, and for one that is two things at once.
 */
export async function checkContent(file: Uint8Array, declared: string): Promise<MediaType> {
  if (file.length === 0) throw refused('isNotEmpty', 'The file is empty.');
  const type = (await fileTypeFromBuffer(file))?.mime;
  if (type === undefined || !isMediaType(type)) throw refused('isMediaType', 'Send a PDF, PNG, JPEG or WebP file.');
  if (type !== declared) throw refused('isAsDeclared', 'The file is of another type than the request says.');
  if (!isWhole(file, type)) throw refused('isWhole', 'The file is damaged, or a part of it is missing.');
  if (hasSecondMeaning(file)) throw refused('isOneThing', 'The file holds a second file, and is not taken.');
  return type;
}

const refused = (rule: string, message: string): InvalidInput => InvalidInput.of('file', rule, message);
