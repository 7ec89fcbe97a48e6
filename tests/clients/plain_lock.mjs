// Takes out of package-lock.json what npm adds for reading only: donation links and notices that hold addresses.
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const entry of Object.values(lock.packages)) {
  delete entry.funding;
  delete entry.deprecated;
}
writeFileSync("package-lock.json", JSON.stringify(lock, null, 2) + "\n");
