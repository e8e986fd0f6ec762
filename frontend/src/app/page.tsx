import { LandingPage } from "@/features/landing";

export default function Page() {
  return <LandingPage />;
}
