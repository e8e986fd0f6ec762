/** All texts of the start page. */
export const text = {
  signIn: "Sign in",
  start: "Create account",
  title: "All your client work, in one calm place.",
  lead: "SmartStack keeps clients, projects, tasks and conversations of freelancers and small studios together, remembers every change, and answers before you look up.",
  free: "No card, no setup. Your first project takes a minute.",
  pictures: {
    board: "The board of a project: four columns with task cards, each with due date, priority and assignee",
    conversation: "A conversation with a client: messages, a note that only the team sees, and whose turn it is",
    portal: "What a client sees with a link: what waits for an answer, the numbers of tasks, and the progress",
  },
  rows: [
    {
      picture: "conversation",
      title: "Every word where the work is",
      body: "One conversation for each matter, beside the project it is about. You see at once who waits for whom, write notes that only your team reads, and make a task of any message.",
      points: [
        "Who waits longest stands first",
        "Snooze what can wait, give others what is theirs",
        "What the client has read, and what only you see",
      ],
    },
    {
      picture: "portal",
      title: "Your client needs no account",
      body: "A link opens what is meant for them and nothing else: progress, tasks, messages and approvals. They answer, ask for changes and approve there, from any phone.",
      points: [
        "You choose what shows, and what they may do",
        "Approvals keep proof of what was approved, by whom and when",
        "Close the link at any time",
      ],
    },
  ],
  more: "Small things that add up",
  features: [
    {
      title: "Know what is next",
      body: "One ranked list over all projects: overdue, due today, clients who wait, this week, under way.",
    },
    {
      title: "Nothing is ever lost",
      body: "Every change of a task is a version: compare any two, and restore an older one with a click.",
    },
    {
      title: "A board that keeps up",
      body: "Drag, use the menu, or move cards with the arrow keys. Two people can move at the same time.",
    },
    { title: "Fast on purpose", body: "Pages start with less script than one photo, and every change shows at once." },
    { title: "For everybody", body: "Made for keyboard, screen reader and phone, in light and dark." },
    { title: "Yours alone", body: "Each workspace is walled off inside the database itself, not only in the program." },
    { title: "Open by contract", body: "Everything the app does goes through a documented API that you can use too." },
  ],
  last: "Ready when you are.",
  footer: "SmartStack",
};
