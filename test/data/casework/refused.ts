import { expect } from "chai";
import { CaseworkError, type CaseworkErrorCode } from "../../../data/casework/errors.ts";

/** Expects a write to be refused as a whole with this code; gives the rows that it names. */
export async function refused(work: Promise<unknown>, code: CaseworkErrorCode): Promise<readonly number[]> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(CaseworkError);
  expect((error as CaseworkError).code).to.equal(code);
  return (error as CaseworkError).rows;
}
