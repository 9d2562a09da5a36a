import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.HexFormat;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;

/** Reads a container file with Apache Avro and prints each record as it would write it: one line of hexadecimal each. */
public class ReadContainer {
    public static void main(String[] args) throws Exception {
        try (var reader = new DataFileReader<Object>(new File(args[0]), new GenericDatumReader<>())) {
            var writer = new GenericDatumWriter<Object>(reader.getSchema());
            while (reader.hasNext()) {
                var bytes = new ByteArrayOutputStream();
                var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
                writer.write(reader.next(), encoder);
                encoder.flush();
                System.out.println(HexFormat.of().formatHex(bytes.toByteArray()));
            }
        }
    }
}
