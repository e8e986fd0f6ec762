import type { Metadata } from "next";
import { View } from "./view";

export const metadata: Metadata = { title: "List" };

export default function Page() {
  return <View />;
}
