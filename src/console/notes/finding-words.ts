import { wordsOf } from '../ui/words.js';
import type { Note } from './note.js';

export type Finding = Note['findings'][number];

/** A place has one finding of a kind. */
export const findingKey = ({ region, side, kind }: Finding): string => `${region} ${side} ${kind}`;

/** `trigger point 6/10`. */
export const findingWords = ({ kind, intensity }: Finding): string => `${wordsOf(kind)} ${intensity}/10`;
