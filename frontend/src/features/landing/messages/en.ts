/** All texts of the start page. */
export const text = {
  signIn: "Sign in",
  start: "Create account",
  title: "All your client work, in one calm place.",
  lead: "SmartStack keeps clients, projects and tasks of freelancers and small studios together, remembers every change, and answers before you look up.",
  free: "No card, no setup. Your first project takes a minute.",
  pictures: {
    board: "The board of a project: four columns with task cards, each with due date, priority and assignee",
    dashboard: "The dashboard: tasks due today and this week, and the progress of each project",
    history: "The history of a task: all versions at the left, what changed between two of them at the right",
  },
  rows: [
    {
      picture: "dashboard",
      title: "Know what is next",
      body: "One ranked list over all projects: overdue, due today, this week, under way. Tick a task off where you see it, and undo it if that was too quick.",
      points: [
        "Due dates in your own time zone",
        "Progress of every project at a glance",
        "From the keyboard: g d, n t, Ctrl K",
      ],
    },
    {
      picture: "history",
      title: "Nothing is ever lost",
      body: "Every change of a task is a version. Compare any two, see who changed what and when, and restore an older one with a click. Restoring makes a new version, so you can go back from there too.",
      points: [
        "Two people edit at once: both changes stand, or you choose",
        "Archive instead of delete, restore when you need it",
        "An activity feed per project, without gaps",
      ],
    },
  ],
  more: "Small things that add up",
  features: [
    {
      title: "Whose turn is it?",
      body: "Each client says whether you wait for them or they wait for you, and since when.",
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
