const locales = [
  "en-GB",
  "en-US",
  "de-DE",
  "de-AT",
  "de-CH",
  "fr-FR",
  "es-ES",
  "it-IT",
  "pt-PT",
  "pt-BR",
  "nl-NL",
  "da-DK",
  "sv-SE",
  "nb-NO",
  "fi-FI",
  "pl-PL",
  "cs-CZ",
  "tr-TR",
  "ja-JP",
];

/** Languages with their own names; the one in use is always among them. */
export function localeChoices(current: string): [value: string, label: string][] {
  const all = locales.includes(current) ? locales : [current, ...locales];
  return all.map((locale) => {
    try {
      const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale);
      return [locale, name ?? locale];
    } catch {
      return [locale, locale];
    }
  });
}

/** The time zones that this browser knows; the one in use is always among them. */
export function zoneChoices(current: string): string[] {
  const all = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return all.includes(current) ? all : [current, ...all];
}
