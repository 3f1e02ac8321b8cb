import { expect } from "chai";
import {
  genderOf,
  isLegalStatus,
  isPlace,
  isProvider,
  isSex,
  legalStatusOf,
  placementTypeOf,
  providerOf,
} from "../../../data/files/codes.ts";

describe("A placement code of the statutory return", () => {
  it("is the council's own home for K2 with PR1, and an independent one for K2 with another provider", () => {
    expect(placementTypeOf("K2", "PR1")).to.equal("council_care_home");
    for (const provider of ["PR0", "PR2", "PR3", "PR4", "PR5"]) {
      expect(placementTypeOf("K2", provider), provider).to.equal("independent_provider");
    }
  });

  it("says nothing for K2 whose provider is not known", () => {
    expect(placementTypeOf("K2", "")).to.equal(null);
    expect(placementTypeOf("K2", "PR9")).to.equal(null);
  });

  it("is foster care for U1 to U6, the family for P1, supported accommodation for K3 and H5, whoever provides it", () => {
    for (const place of ["U1", "U2", "U3", "U4", "U5", "U6"]) {
      expect(placementTypeOf(place, "PR4"), place).to.equal("foster_care");
    }
    expect(placementTypeOf("P1", "PR0")).to.equal("family_home");
    expect(placementTypeOf("K3", "PR1")).to.equal("supported_accommodation");
    expect(placementTypeOf("H5", "")).to.equal("supported_accommodation");
  });

  it("is other for every other code of any year", () => {
    const others = "A3 A4 A5 A6 K1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 Z1 Z11 Z12 Z13 Z14".split(" ");
    for (const place of others) expect(placementTypeOf(place, "PR1"), place).to.equal("other");
  });

  it("is none where it is in no year's list", () => {
    for (const place of ["", "A2", "R4", "U7", "Z", "Z15", "k2", "constructor", "toString"]) {
      expect(isPlace(place), place).to.equal(false);
      expect(placementTypeOf(place, "PR1"), place).to.equal(null);
    }
  });
});

describe("A provider code of the statutory return", () => {
  it("is one of PR0 to PR5", () => {
    const valid = ["PR0", "PR1", "PR2", "PR3", "PR4", "PR5"];
    expect(valid.filter(isProvider)).to.eql(valid);
    expect(["", "PR6", "PR", "1"].filter(isProvider)).to.eql([]);
    expect(providerOf("PR4")).to.equal("Private provision");
    expect(providerOf("PR6")).to.equal(null);
  });
});

describe("A legal status code of the statutory return", () => {
  it("is a care order, section 20, a placement order or remand", () => {
    const statuses = ["C1", "C2", "V2", "V3", "V4", "E1", "J1"].map(legalStatusOf);
    expect(statuses).to.eql([
      "interim_care_order",
      "full_care_order",
      "section_20",
      "section_20",
      "section_20",
      "placement_order",
      "remand",
    ]);
  });

  it("is other for every other valid code, and none for what is in no list", () => {
    for (const status of ["D1", "J2", "J3", "L1", "L2", "L3"])
      expect(legalStatusOf(status)).to.equal("other");
    for (const status of ["", "C3", "V1", "c1"]) {
      expect(isLegalStatus(status), status).to.equal(false);
      expect(legalStatusOf(status), status).to.equal(null);
    }
  });
});

describe("The sex in the statutory return", () => {
  it("is 1 or 2 until 2024, a letter since", () => {
    expect(["1", "2", "M", "F", "U"].map(genderOf)).to.eql(["male", "female", "male", "female", "unknown"]);
    expect(["", "0", "3", "X"].filter(isSex)).to.eql([]);
  });
});
