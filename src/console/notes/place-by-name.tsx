import type { BodySiteInput } from '../api/generated/graphql.js';
import { Choice } from '../ui/choice.js';
import { PLACES, siteKey } from './body-regions.js';
import { siteWords } from './note-words.js';

const ALL = [...new Map([...PLACES.front, ...PLACES.back].map(({ site }) => [siteKey(site), site])).values()];
const ITEMS = ALL.map((site) => ({ id: siteKey(site), name: siteWords(site) })).sort((a, b) =>
  a.name.localeCompare(b.name),
);

/** For whom a list is easier than the map. */
export function PlaceByName({ label, onPick }: { label: string; onPick: (site: BodySiteInput) => void }) {
  const pick = (key: string): void => onPick(ALL.find((site) => siteKey(site) === key)!);
  return <Choice label={label} items={ITEMS} chosen={null} onChoose={pick} />;
}
