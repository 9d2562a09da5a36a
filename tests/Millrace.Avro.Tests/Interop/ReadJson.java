import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Reads values in Avro's JSON, one a line, with Apache Avro. Prints for each its bytes in hexadecimal and, on the next
 * line, the JSON that Apache Avro makes of it.
 */
public class ReadJson {
    public static void main(String[] args) throws Exception {
        var schema = new Schema.Parser().parse(Files.readString(Path.of(args[0])));
        var reader = new GenericDatumReader<Object>(schema);
        var writer = new GenericDatumWriter<Object>(schema);
        for (var line : Files.readAllLines(Path.of(args[1]))) {
            var datum = reader.read(null, DecoderFactory.get().jsonDecoder(schema, line));
            var bytes = new ByteArrayOutputStream();
            var binary = EncoderFactory.get().directBinaryEncoder(bytes, null);
            writer.write(datum, binary);
            binary.flush();
            System.out.println(HexFormat.of().formatHex(bytes.toByteArray()));
            var text = new ByteArrayOutputStream();
            var json = EncoderFactory.get().jsonEncoder(schema, text);
            writer.write(datum, json);
            json.flush();
            System.out.println(text.toString("UTF-8"));
        }
    }
}
