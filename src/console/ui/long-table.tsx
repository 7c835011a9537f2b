import { Fragment, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import type { TypedDocumentNode } from '@urql/core';
import { useQuery } from 'urql';
import type { NextPageFragment } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';

/** What a row is taken to be high before it is drawn, in CSS pixels. */
const USUAL_HEIGHT = 42;
/** How many rows above and below what is seen are drawn, and how many before the end the next page is read. */
const AROUND = 15;

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: NextPageFragment;
}

interface Source<Data, Variables, Node> {
  readonly query: TypedDocumentNode<Data, Variables & { after?: string | null }>;
  readonly variables: Variables;
  readonly of: (data: Data) => Connection<Node>;
}

interface LongTableProps<Data, Variables, Node> extends Source<Data, Variables, Node> {
  readonly columns: readonly string[];
  /** What stands in the columns for one row. */
  readonly cells: (node: Node) => ReactNode;
  readonly keyOf: (node: Node) => string;
  /** What is said where there is none. */
  readonly none: string;
}

/** A table of any length: read page by page as far as somebody goes, and drawn as far as it is seen. */
export function LongTable<Data, Variables, Node>(props: LongTableProps<Data, Variables, Node>) {
  return <Table key={JSON.stringify(props.variables)} {...props} />;
}

function Table<Data, Variables, Node>(props: LongTableProps<Data, Variables, Node>) {
  const { columns, cells, keyOf, none } = props;
  const { nodes, hasMore, readers, readOn } = usePages(props);
  const { body, rows, top, bottom, measure, keepDrawn } = useSeenRows(nodes, keyOf);
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (hasMore && last >= nodes.length - AROUND) readOn();
  });
  return (
    <>
      <table aria-rowcount={hasMore ? -1 : nodes.length + 1}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onFocus={({ target }) => keepDrawn(target)}>
          {rows.map(({ key, index, start }, nth) => (
            <Fragment key={key}>
              <Unseen height={start - (rows[nth - 1]?.end ?? top)} />
              <tr ref={measure} data-index={index} aria-rowindex={index + 2}>
                {cells(nodes[index]!)}
              </tr>
            </Fragment>
          ))}
          <Unseen height={bottom - (rows.at(-1)?.end ?? top)} />
        </tbody>
      </table>
      {nodes.length === 0 && !hasMore && <p>{none}</p>}
      {readers}
    </>
  );
}

function Unseen({ height }: { height: number }) {
  return height > 0 && <tr aria-hidden style={{ height }} />;
}

/** The rows that are seen, with some around them and the one that has the focus, and between which heights all of them stand. */
function useSeenRows<Node>(nodes: readonly Node[], keyOf: (node: Node) => string) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (body.current) setTop(body.current.getBoundingClientRect().top + window.scrollY);
  }, [nodes.length]);
  const virtualizer = useWindowVirtualizer({
    count: nodes.length,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => keyOf(nodes[index]!),
    overscan: AROUND,
    scrollMargin: top,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range);
      const isApart = focused !== null && focused < range.count && !seen.includes(focused);
      return isApart ? [...seen, focused].sort((a, b) => a - b) : seen;
    },
  });
  return {
    ...{ body, rows: virtualizer.getVirtualItems(), measure: virtualizer.measureElement },
    ...{ top, bottom: top + virtualizer.getTotalSize() },
    keepDrawn: (target: EventTarget & Element) => {
      // A dialog that a row opens stands elsewhere, and its row stays.
      const index = target.closest('tr')?.dataset['index'];
      if (index !== undefined) setFocused(Number(index));
    },
  };
}

/** What has been read so far. `readers` must be drawn: they read, and say how it goes. */
function usePages<Data, Variables, Node>(source: Source<Data, Variables, Node>) {
  const [pages, setPages] = useState<readonly Connection<Node>[]>([]);
  const [wanted, setWanted] = useState(1);
  const cursors = [null, ...pages.slice(0, wanted - 1).map(({ pageInfo }) => pageInfo.endCursor ?? null)];
  const take = (index: number, page: Connection<Node>): void =>
    setPages((before) => [...before.slice(0, index), page, ...before.slice(index + 1)]);
  const { query, variables, of } = source;
  const hasMore = pages.length < wanted || pages.at(-1)!.pageInfo.hasNextPage;
  return {
    nodes: pages.flatMap(({ edges }) => edges.map(({ node }) => node)),
    hasMore,
    readers: cursors.map((after, index) => (
      <PageReader key={index} {...{ query, variables, of, after }} onRead={(page) => take(index, page)} />
    )),
    readOn: () => setWanted(pages.length + 1),
  };
}

interface PageReaderProps<Data, Variables, Node> extends Source<Data, Variables, Node> {
  readonly after: string | null;
  readonly onRead: (page: Connection<Node>) => void;
}

function PageReader<Data, Variables, Node>(props: PageReaderProps<Data, Variables, Node>) {
  const { query, variables, of, after, onRead } = props;
  const [{ data, error }] = useQuery({ query, variables: { ...variables, after }, requestPolicy: 'cache-and-network' });
  const give = useEffectEvent((read: Data) => onRead(of(read)));
  useEffect(() => {
    if (data) give(data);
  }, [data]);
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  return data ? null : <p role="status">Loading …</p>;
}
