import type { Metadata } from "next";
import { View } from "./view";

export const metadata: Metadata = { title: "Task" };

export default function Page() {
  return <View />;
}
