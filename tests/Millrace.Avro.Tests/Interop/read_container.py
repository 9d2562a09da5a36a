"""Reads a container file with Apache Avro for Python and prints each record as it would write it: one line of hexadecimal each."""
import io
import sys

from avro.datafile import DataFileReader
from avro.io import BinaryEncoder, DatumReader, DatumWriter

with DataFileReader(open(sys.argv[1], "rb"), DatumReader()) as reader:
    writer = DatumWriter(reader.datum_reader.writers_schema)
    for record in reader:
        output = io.BytesIO()
        writer.write(record, BinaryEncoder(output))
        print(output.getvalue().hex())
