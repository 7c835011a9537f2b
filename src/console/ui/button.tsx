import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps } from 'react-aria-components';

/** `primary`: what most people do here. `quiet`: without a frame, for what stands among other things. `link`: opens what its words name. */
export function Button({
  kind = 'plain',
  ...props
}: Omit<ButtonProps, 'className'> & { kind?: 'plain' | 'primary' | 'quiet' | 'link' }) {
  return <AriaButton {...props} className={`react-aria-Button ${kind}`} />;
}
