import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { BodySiteInput } from '../api/generated/graphql.js';
import { BODY_HEIGHT, BODY_WIDTH, placeBeside, PLACES, siteKey } from './body-regions.js';
import type { BodyView, Place } from './body-regions.js';
import { siteWords } from './note-words.js';
import './body-map.css';

/** What stands at a place: a sign for the eye, and words for who hears it. */
export interface Mark {
  readonly sign: string;
  readonly words: string;
}

interface BodyMapProps {
  readonly label: string;
  readonly markAt: (site: BodySiteInput) => Mark | null;
  readonly onPick: (site: BodySiteInput) => void;
  /** Whether to pick a place marks it, and once more takes the mark off. */
  readonly isToggle?: boolean;
}

const VIEWS: readonly { readonly view: BodyView; readonly name: string }[] = [
  { view: 'front', name: 'Front' },
  { view: 'back', name: 'Back' },
];

/** A person from the front and from the back, each place a button. Where there is no room for both, one at a time. */
export function BodyMap({ label, ...map }: BodyMapProps) {
  const [shown, setShown] = useState<BodyView>('front');
  return (
    <div className="body-map" role="group" aria-label={label}>
      <ToggleButtonGroup
        className="body-views"
        aria-label="Side of the body"
        disallowEmptySelection
        selectedKeys={[shown]}
        onSelectionChange={([view]) => setShown(view as BodyView)}
      >
        {VIEWS.map(({ view, name }) => (
          <ToggleButton key={view} id={view} className="react-aria-Button">
            {name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="bodies" data-shown={shown}>
        {VIEWS.map(({ view, name }) => (
          <Body key={view} view={view} name={name} {...map} />
        ))}
      </div>
    </div>
  );
}

/** One stop for the Tab key; the arrow keys go from place to place. */
function Body({ view, name, ...map }: Omit<BodyMapProps, 'label'> & { view: BodyView; name: string }) {
  const places = PLACES[view];
  const [stop, setStop] = useState(places[0]!);
  const body = useRef<SVGSVGElement>(null);
  const walk = (event: KeyboardEvent, from: Place): void => {
    const next = placeBeside(from, event.key, places);
    if (!next) return;
    event.preventDefault();
    setStop(next);
    body.current?.querySelector<SVGElement>(`[data-site="${siteKey(next.site)}"]`)?.focus();
  };
  return (
    <figure className={`body ${view}`}>
      <svg ref={body} viewBox={`0 0 ${BODY_WIDTH} ${BODY_HEIGHT}`} role="group" aria-label={name}>
        {places.map((place) => (
          <PlaceButton
            key={siteKey(place.site)}
            place={place}
            isStop={place === stop}
            onFocus={() => setStop(place)}
            onWalk={walk}
            {...map}
          />
        ))}
        <g className="signs" aria-hidden>
          {places.map(({ site, middle: [x, y] }) => (
            <text key={siteKey(site)} x={x} y={y} textAnchor="middle" dominantBaseline="central">
              {map.markAt(site)?.sign}
            </text>
          ))}
        </g>
      </svg>
      <figcaption aria-hidden>{name}</figcaption>
    </figure>
  );
}

interface PlaceButtonProps extends Omit<BodyMapProps, 'label'> {
  readonly place: Place;
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onWalk: (event: KeyboardEvent, from: Place) => void;
}

function PlaceButton({ place, isStop, onFocus, onWalk, markAt, onPick, isToggle }: PlaceButtonProps) {
  const { site, path } = place;
  const mark = markAt(site);
  return (
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      aria-label={mark && !isToggle ? `${siteWords(site)}: ${mark.words}` : siteWords(site)}
      aria-pressed={isToggle ? mark !== null : undefined}
      className={mark ? 'place marked' : 'place'}
      data-site={siteKey(site)}
      onFocus={onFocus}
      onClick={() => onPick(site)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return onWalk(event, place);
        event.preventDefault();
        onPick(site);
      }}
    >
      <path d={path} />
    </g>
  );
}
