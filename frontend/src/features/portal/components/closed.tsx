import { DoorClosed } from "lucide-react";
import { Empty } from "@/components/states/empty";
import { later } from "@/lib/later";
import { text } from "../messages/en";

const LinkRequest = later(() => import("./link-request").then((part) => part.LinkRequest));

/** The same for every link that does not open, whatever the reason. */
export function Closed() {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-lg flex-col justify-center px-4 py-10">
      <Empty icon={DoorClosed} heading="h1" title={text.closed} hint={text.closedHint} />
      <LinkRequest />
    </main>
  );
}
