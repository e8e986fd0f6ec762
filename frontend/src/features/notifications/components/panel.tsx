"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { paths } from "@/config/paths";
import { text } from "../messages/en";
import { MarkAll } from "./mark-all";
import { NotificationList } from "./notification-list";

export function Panel({ onClose }: { onClose: () => void }) {
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={text.title}>
        <div className="mb-3 flex flex-wrap gap-2">
          <MarkAll />
          <Button asChild variant="quiet" size="sm">
            <Link href={paths.notifications} prefetch={false} onClick={onClose}>
              {text.all}
            </Link>
          </Button>
        </div>
        <NotificationList unread={false} onGo={onClose} />
      </SheetContent>
    </Sheet>
  );
}
