// The built page, byte for byte, between two marks.
__asm__(
    ".section .rodata\n"
    ".global demarche_page_begin\n"
    ".global demarche_page_end\n"
    "demarche_page_begin:\n"
    ".incbin \"" DEMARCHE_PAGE_FILE
    "\"\n"
    "demarche_page_end:\n"
    ".byte 0\n"
    ".previous\n");
