/** "Mail me my link": for who has lost it. */
export const text = {
  ask: "Mail me my link",
  hint: "If something is shared with your e-mail address, we send you the links to it.",
  label: "Email address",
  wrong: "This is not an e-mail address.",
  submit: "Send",
  sent: (email: string) => `If something is shared with ${email}, a mail is on its way. It can take a few minutes.`,
  failed: "That did not work",
};
