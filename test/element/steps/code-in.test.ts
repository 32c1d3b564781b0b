import { expect } from "@open-wc/testing";
import { codeIn, isCode } from "../../../src/element/steps/code/code-in.js";

const texts: readonly (readonly [string, string])[] = [
  ["491823", "491823"],
  ["491 823", "491823"],
  ["491-823", "491823"],
  [" 0 0 1 2 3 4 ", "001234"],
  ["007", "007"],
  ["aB3dE", "aB3dE"],
  ["ABCDEFGHIJ", "ABCDEFGHIJ"],
  ["Your code is 491823.", "491823"],
  ["Your code is 0918. It works for 10 minutes.", "0918"],
  ["123456 is your code. Never share it.", "123456"],
  ["G-482910 is your verification code", "482910"],
  ["code 1234", "1234"],
  ["Código: 55 20 19", "552019"],
  ["رمزك هو ٤٩١٨٢٣", "491823"],
  ["４９１８２３", "491823"],
  ["您的验证码是 491823，请勿告知他人", "491823"],
  ["Use KQZWAB to confirm", "KQZWAB"],
  ["", ""],
];

describe("the code in a text", () => {
  for (const [text, code] of texts) {
    it(`is found: ${JSON.stringify(text)}`, () => expect(codeIn(text)).to.equal(code));
  }

  it("is one to ten characters without blanks", () => {
    expect([isCode("1"), isCode("1234567890")]).to.deep.equal([true, true]);
    expect([isCode(""), isCode("12345678901"), isCode("1 2")]).to.deep.equal([false, false, false]);
  });
});
