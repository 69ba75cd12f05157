"""Files of answer sheets, as csv, workbook or json: read whole, or refused with one sentence that names the place."""
