/** The metrics with machines by number in place of their names, which the label `process` has. */
export function withoutHosts(text: string): string {
  const numbers = new Map<string, number>();
  return text.replace(/(process="[^"@]*)@([^"]*)(:\d+")/g, (_whole, service, host, pid) => {
    const number = numbers.get(host) ?? numbers.size + 1;
    numbers.set(host, number);
    return `${service}@host-${number}${pid}`;
  });
}
