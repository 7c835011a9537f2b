/**
 * What attempts from one place are counted by: an IPv4 address, or the /64 that an IPv6 host chooses its addresses
 * from at will. `address` is as Node gives it, so IPv4 may come as `::ffff:192.0.2.7`.
 */
export function networkOf(address: string): string {
  const [bare] = address.toLowerCase().split('%') as [string];
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (ipv4 || !bare.includes(':')) return ipv4 ?? bare;
  const [head, tail] = bare.split('::').map((part) => part.split(':').filter(Boolean)) as [string[], string[]?];
  const omitted = tail ? 8 - head.length - tail.length : 0;
  const groups = [...head, ...Array<string>(Math.max(omitted, 0)).fill('0'), ...(tail ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
