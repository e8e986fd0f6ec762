export { BoardView } from "./components/board-view";
