/** Texts that members and clients read in the same words. */
export const text = {
  noteBy: (author: string) => `Internal note by ${author}`,
  messageBy: (author: string) => `Message by ${author}`,
  edited: "edited",
  deleted: "This message was deleted.",
  newest: "New",
  earlier: "Earlier messages",
  audience: "Who will read it",
  toClient: "To the client",
  note: "Internal note",
  sendHint: "Ctrl + Enter sends",
};
