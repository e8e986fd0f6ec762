/** "192.0.2.7, 2001:db8::/32" -> a network each; a single address is the smallest of them. */
export const networksOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((one) => (one.includes("/") ? one : `${one}/${one.includes(":") ? 128 : 32}`)),
  ),
];

/** How a network is shown: a single address without its length. */
export const networkLabel = (network: string) => network.replace(/(?<=\..*)\/32$|(?<=:.*)\/128$/, "");
