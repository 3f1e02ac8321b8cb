-- CreateTable
CREATE TABLE "failed_text" (
    "day" DATE NOT NULL,
    "outcome" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "times" INTEGER NOT NULL,

    CONSTRAINT "failed_text_pkey" PRIMARY KEY ("day","outcome","text")
);
