#!/usr/bin/env python3
"""Make the shipped table of gene symbols from Ensembl: vocabulary_genes.py VOCABULARY_FOLDER

Reads ``gene_aliases_ensembl_human.tsv`` in that folder (columns ensembl_id, symbol, alias) and writes
``plugins/topline/extract/tables/target_genes.tsv``: the official symbols, several a line. What is left out: genes that
make no protein or that no medicine is aimed at (families below), symbols too short to be told from abbreviations, symbols
that are words, abbreviations of clinical news, and the enzymes and carriers that only handle drugs.
"""

from __future__ import annotations

import csv
import re
import sys
import textwrap
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "plugins/topline/extract/tables"
HEAD = """# Official symbols of human genes, from Ensembl (EMBL-EBI, no restriction on the data); made by tools/vocabulary_genes.py, do not edit by hand.
symbols
"""
SHAPE = re.compile(r"[A-Z][A-Z0-9]{3,8}|[A-Z]{2}\d|[A-Z]\d[A-Z0-9]")
LEFT_OUT = re.compile(
    r"MIR|LINC|LNC|RN[UAY75]|LOC|SN[OH]|SCARNA|RP[LS]\d|MT|TR[ABDG][VJDC]|IG[HKL][VDJMGAE]|OR\d+[A-Z]|ZNF|KRTAP|FAM|LRRC|TMEM|CCDC|ANKRD|USP17|DEFB|H[1-4][ABCF]"
    r"|GOLGA|NBPF|TBC1D|C\d+ORF|TTTY|PRAMEF|SPDY|CYP|UGT|ABC[BCG]\d|SLCO|HLA|CD(?:[48]|1[1-6]|34$|45$|68$)|ALB|GPT|GOT|INS$|CRP$|PSG\d|TAS2R|VN1R|BRD4P|CT\d|PP\d|SS\d|NSUN|DUSP|PCDH"
)
# Words, names of people and abbreviations of clinical news.
NO_SYMBOLS = """
AGAP AIDA AIRE ANTXR APEH ARMS ASAP ASPM ATOM BANK1 BASE BATF BEST1 BOLA BORIS BRAP CAGE1 CALM1 CANT1 CARS1 CASK CASP CAST CAMP CERT CHAD
CHIA CHAT CHIC CISH CIAO CLIP CLOCK COIL COPE COPD CORIN COVID DAND DARS DATE DEAD DECR DISC1 DISP DUET EARS EMBO EPIC FARS FAST FATE FATE1
FIBP FIND FISH FLAG FLOT FUND GARS GAPS GATE GEMIN GOOD GRIP GRID HARS HARP HEAL HOPE IARS IMPACT KARS LARS LIMA LIME LIME1 LIFR LIPE LIPS
LIST MARS MALL MASK MASS MICE MINK MOAP MOON NAIF NARS NEMO NETS NICE NINL ORAI PAGE PAIN PARS PASK PASS PEAK PENK PERM PERP PIGS PLUS PODN
POLE POLR POMC PRIME PROC PROS QARS RARS REST RING RIMS ROBO SARS SALL SAGE SAFE SETX SHOC SHOX SIRE SLIT SNCA1 SPEN SPIN STAR STARS STOM
STRA STOX TANK TARS TASK TEAM TECH TECT TENT TEST THEM TIMP TRAP TRIM TRUE TWIST VARS WARS WASF WIZ YARS TIA1 EDS ARDS CLL1 MDS1 MDS2 AML1
GIST RSV1 FEV1 ACR20 TLC NYHA KPS ECOG OS9 PFS1 ORR1 MRI1 PET1 CT1 CPS1 TPS CAD COX1 COX2 HCC HPS TSC ICU
"""
WANTED = frozenset({"NF1", "NF2", "POLE", "SNCA", "POMC", "TSC1", "TSC2"})


def main() -> None:
    """Read the folder given, write the table."""
    with (Path(sys.argv[1]) / "gene_aliases_ensembl_human.tsv").open(encoding="utf-8") as file:
        symbols = {row["symbol"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    kept = sorted(symbol for symbol in symbols if symbol in WANTED or _is_kept(symbol))
    (TABLES / "target_genes.tsv").write_text(HEAD + textwrap.fill(" ".join(kept), 150) + "\n", "utf-8")
    print(f"{len(kept)} symbols")


def _is_kept(symbol: str) -> bool:
    """Is it a symbol that a release may name as a target or marker: "SGCB", but not "LINC00115"?"""
    if symbol in NO_SYMBOLS.split() or LEFT_OUT.match(symbol) or not SHAPE.fullmatch(symbol):
        return False
    return not re.search(r"\d{3,}|AS\d$|IT\d$|DT$|OS$|(?<=[A-Z]\d)P\d*$", symbol)


if __name__ == "__main__":
    main()
