export { ConversationGate } from "./components/conversation-gate";
export { ConversationList } from "./components/conversation-list";
export { ConversationPage } from "./components/conversation-page";
export { InboxFrame } from "./components/inbox-frame";
export { InboxPage } from "./components/inbox-page";
export { NewConversationDialog } from "./components/new-conversation-dialog";
