import { h } from '../../../platform/pages/index.js';
import type { Html } from '../../../platform/pages/index.js';
import type { BodyRegion, BodySite } from '../../practices/domain/index.js';
import type { Question } from '../domain/index.js';
import { bodyFigures } from './body-figure.js';
import { apart, GROUPS, placeOf, sidesOf } from './body-places.js';
import { fieldOf, firstOf } from './field-names.js';
import type { IntakeMessages } from './messages.js';
import { option } from './option.js';

/**
 * The body map as what it is to everybody: a list of places with boxes to tick, region by region and side by side. Parts of
 * the body fold away, and those with a mark stand open.
 */
export function bodyMapField({ id }: Question, sites: readonly BodySite[], messages: IntakeMessages): Html {
  const marked = new Set(apart(sites).map(placeOf));
  const { groups } = messages.body;
  const names = Object.keys(GROUPS) as (keyof typeof GROUPS)[];
  return h('div', null, [
    bodyFigures(sites, messages),
    ...names.map((name, place) => {
      const regions = GROUPS[name];
      const open = regions.some((region) => sidesOf(region).some((side) => marked.has(placeOf({ region, side }))));
      return h('details', { open }, [
        h('summary', place === 0 ? { id: firstOf(id) } : null, groups[name]),
        h(
          'div',
          { class: 'regions' },
          regions.map((region) => regionField(id, region, { marked, messages })),
        ),
      ]);
    }),
  ]);
}

function regionField(
  questionId: string,
  region: BodyRegion,
  { marked, messages }: { marked: ReadonlySet<string>; messages: IntakeMessages },
): Html {
  const { regions, sides } = messages.body;
  return h('fieldset', { class: 'region' }, [
    h('legend', null, regions[region]),
    h(
      'div',
      { class: 'sides' },
      sidesOf(region).map((side) => {
        const value = placeOf({ region, side });
        const input = { type: 'checkbox', name: fieldOf(questionId), value, checked: marked.has(value) } as const;
        return option(input, sides[side]);
      }),
    ),
  ]);
}
