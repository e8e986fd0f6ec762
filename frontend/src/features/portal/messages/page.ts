/** What the page says before the rest of its texts is loaded. */
export const text = {
  title: "Shared with you",
  loading: "Opening",
};
