/** Texts of the search of the portal. */
export const text = {
  label: "Search",
  placeholder: "Search tasks and messages",
  results: "Results",
  nothing: (words: string) => `Nothing here has “${words}”.`,
};
