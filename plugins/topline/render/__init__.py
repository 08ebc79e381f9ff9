"""What a template shows: one view a page, made of plain values. A template sees its view and the site, nothing else."""
