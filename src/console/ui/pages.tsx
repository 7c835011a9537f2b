import { useState } from 'react';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import type { TypedDocumentNode } from '@urql/core';
import type { NextPageFragment } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { Button } from '../ui/button.js';

interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: NextPageFragment;
}

export interface PagesProps<Data, Variables, Node> {
  readonly query: TypedDocumentNode<Data, Variables & { after?: string | null }>;
  readonly variables: Variables;
  readonly of: (data: Data) => Connection<Node>;
  /** One row of a table. */
  readonly row: (node: Node) => ReactNode;
  readonly columns: readonly string[];
  /** What is said where there is none. */
  readonly none: string;
}

/** A table that is read page by page, as far as somebody goes: a long list costs what is looked at. */
export function Pages<Data, Variables, Node>(props: PagesProps<Data, Variables, Node>) {
  return (
    <table>
      <thead>
        <tr>
          {props.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <PageRows {...props} after={null} />
      </tbody>
    </table>
  );
}

function PageRows<Data, Variables, Node>(props: PagesProps<Data, Variables, Node> & { after: string | null }) {
  const { query, variables, of, row, columns, none, after } = props;
  const [{ data, error }] = useQuery({ query, variables: { ...variables, after }, requestPolicy: 'cache-and-network' });
  const [goesOn, setGoesOn] = useState(false);
  const across = (content: ReactNode) => (
    <tr>
      <td colSpan={columns.length}>{content}</td>
    </tr>
  );
  if (error) return across(<span role="alert">{sentenceOf(error)}</span>);
  if (!data) return across(<span role="status">Loading …</span>);
  const { edges, pageInfo } = of(data);
  if (edges.length === 0 && after === null) return across(none);
  return (
    <>
      {edges.map(({ node }) => row(node))}
      {pageInfo.hasNextPage && !goesOn && across(<Button onPress={() => setGoesOn(true)}>More</Button>)}
      {pageInfo.hasNextPage && goesOn && <PageRows {...props} after={pageInfo.endCursor ?? null} />}
    </>
  );
}
