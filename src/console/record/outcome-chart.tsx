import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { OutcomeChartDocument } from '../api/generated/graphql.js';
import type { OutcomeChartQueryVariables } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';

/** The chart as the API draws it: an image, whose words are the title and the description that the drawing itself carries. */
export function OutcomeChart({ clientId, instrument, movement = null }: OutcomeChartQueryVariables) {
  const measured = movement && { joint: movement.joint, movement: movement.movement, side: movement.side };
  const [{ data, error }] = useQuery({
    ...{ query: OutcomeChartDocument, variables: { clientId, instrument, movement: measured } },
    requestPolicy: 'cache-and-network',
  });
  const url = useImage(data?.outcomeChart);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data || !url) return <p role="status">Loading …</p>;
  return <img className="chart" src={url} alt={wordsIn(data.outcomeChart)} />;
}

/** An address of the drawing for as long as it is shown: it stays in the page's memory. */
function useImage(svg: string | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (svg === undefined) return;
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return url;
}

function wordsIn(svg: string): string {
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml');
  return ['title', 'desc'].map((part) => drawing.querySelector(part)?.textContent ?? '').join('. ');
}
