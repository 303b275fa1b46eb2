"""What the project's checklist of the law says was read, and what it marks as unverified: the one place to edit when
somebody reads more of it.
"""

BIP = "rozporządzenie MSWiA z 18.01.2007 w sprawie BIP"
UDIP = "ustawa z 6.09.2001 o dostępie do informacji publicznej"
UDC = "ustawa z 4.04.2019 o dostępności cyfrowej"

# By item: all that may be cited for it.
READ = {
    "L1": f"{BIP}, § 11 ust. 1 pkt 1",
    "L2": f"{BIP}, § 11 ust. 1 pkt 2–3",
    "L3": f"{BIP}, § 11 ust. 1 pkt 4",
    "L4": f"{BIP}, § 11 ust. 1 pkt 5; {UDIP}, art. 8 ust. 3",
    "L5": f"{BIP}, § 11 ust. 1 pkt 6",
    "L6": f"{BIP}, § 11 ust. 2",
    "L7": f"{UDIP}, art. 8 ust. 6 pkt 1–3",
    "L8": f"{UDIP}, art. 8 ust. 4",
    "L9": f"{UDIP}, art. 8 ust. 5",
    "L14": f"{UDIP}, art. 9 ust. 3–4",
    "L15": f"{UDC}, art. 5 ust. 1 i 3",
    "L16": f"{UDC}, art. 10, art. 12 pkt 7",
    "L17": f"{UDC}, art. 11",
    "L18": "ustawa z 19.07.2019 o zapewnianiu dostępności, art. 6 pkt 3 lit. c",
    "L19": f"{UDC}, art. 5 ust. 1 i 3",
    "L20": "ustawa z 21.11.2008 o pracownikach samorządowych, art. 13 i 15",
    "L21": "ustawa z 11.07.2014 o petycjach, art. 8 i 14",
    "L22": "ustawa o samorządzie gminnym, art. 24h–24i",
    "L27": f"{UDIP}, art. 8 ust. 3",
}
# Items of which a part that the check rests on is marked unverified.
UNVERIFIED = {"L10", "L11", "L12", "L13", "L23", "L24", "L25", "L26", "L28"}
PRACTICE = {"L29", "L30"}
# What must not be read anywhere, as regular expressions.
NEVER_CITED = (
    r"§+ *1[2-9]\b",
    r"§+ *2\d\b",
    r"art\. 100\b",
    r"art\. 22b\b",
    r"art\. 28\b",
    r"art\. 399\b",
    r"art\. 37\b",
    r"pkt 4–5",
    r"\bRODO\b",
    r"\bKRI\b",
    r"2024 poz\. 773",
)
