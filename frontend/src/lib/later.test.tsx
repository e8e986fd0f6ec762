import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { later } from "./later";

// As in a browser: act() would show everything at once.
const env = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
let root: HTMLElement;

beforeEach(() => {
  env.IS_REACT_ACT_ENVIRONMENT = false;
  root = document.body.appendChild(document.createElement("div"));
});
afterEach(() => {
  root.remove();
  env.IS_REACT_ACT_ENVIRONMENT = true;
});

const Part = ({ name }: { name: string }) => <p>{name}</p>;
const Waiting = () => <i>loading</i>;

/** Some turns of the event loop, few enough to be over long before 300 ms are. */
const turns = async () => {
  for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setTimeout(resolve, 0));
};

test("what was loaded shows at once, and the next time without waiting", async () => {
  let arrive = (_part: typeof Part) => undefined as void;
  const Later = later(() => new Promise<typeof Part>((resolve) => (arrive = resolve)), Waiting);
  const page = createRoot(root);
  page.render(<Later name="Contacts" />);
  await turns();
  expect(root.innerHTML).toBe("<i>loading</i>");
  arrive(Part);
  await turns();
  expect(root.innerHTML).toBe("<p>Contacts</p>");
  page.render(<Later key="again" name="Timeline" />);
  await turns();
  expect(root.innerHTML).toBe("<p>Timeline</p>");
  page.unmount();
});

test("it can be asked for before it is shown", async () => {
  const Later = later(() => Promise.resolve(Part), Waiting);
  await Later.load();
  const page = createRoot(root);
  page.render(<Later name="Contacts" />);
  await turns();
  expect(root.innerHTML).toBe("<p>Contacts</p>");
  page.unmount();
});

test("a page that was exported waiting is taken over as it is, even if the part is there by then", async () => {
  const Later = later(() => Promise.resolve(Part), Waiting);
  root.innerHTML = renderToString(<Later name="Contacts" />);
  expect(root.innerHTML).toBe("<i>loading</i>");
  await Later.load();
  const faults: unknown[] = [];
  const page = hydrateRoot(root, <Later name="Contacts" />, { onRecoverableError: (fault) => faults.push(fault) });
  await turns();
  expect(root.innerHTML).toBe("<p>Contacts</p>");
  expect(faults).toEqual([]);
  page.unmount();
});
