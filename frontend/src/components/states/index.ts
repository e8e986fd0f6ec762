export { Empty, type EmptyProps } from "./empty";
export { ErrorCard, type ErrorCardProps } from "./error-card";
export { NotFound } from "./not-found";
export { OfflineBanner } from "./offline";
export { CardsSkeleton, DetailSkeleton, Loading, RowsSkeleton } from "./skeletons";
