package io.muster.server.wire;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The messages of the wire's schema, read from the schema itself: a new one is there without being named here. */
final class SchemaMessages {
    private static final int FIRST_REPLY = 100;
    private static final Map<String, Integer> PRIMITIVE_BYTES = Map.ofEntries(
            Map.entry("char", 1),
            Map.entry("int8", 1),
            Map.entry("uint8", 1),
            Map.entry("int16", 2),
            Map.entry("uint16", 2),
            Map.entry("int32", 4),
            Map.entry("uint32", 4),
            Map.entry("float", 4),
            Map.entry("int64", 8),
            Map.entry("uint64", 8),
            Map.entry("double", 8));

    private final Map<String, Integer> typeBytes = new HashMap<>(PRIMITIVE_BYTES);
    private final Map<String, Integer> lengthHeaderBytes = new HashMap<>();
    private final List<SchemaMessage> messages = new ArrayList<>();

    private SchemaMessages() {}

    /** What a client may ask. */
    static List<SchemaMessage> requests() {
        return all().stream().filter(each -> each.templateId() < FIRST_REPLY).toList();
    }

    /** What a server may answer. */
    static List<SchemaMessage> replies() {
        return all().stream().filter(each -> each.templateId() >= FIRST_REPLY).toList();
    }

    private static List<SchemaMessage> all() {
        SchemaMessages schema = new SchemaMessages();
        try (InputStream source = SchemaMessages.class.getResourceAsStream("/muster.xml")) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
            schema.readTypes(document.getDocumentElement());
            schema.readMessages(document.getDocumentElement());
        } catch (Exception e) {
            throw new IllegalStateException("the schema can't be read", e);
        }
        return schema.messages;
    }

    private void readTypes(Element root) {
        for (Element types : children(root, "types")) {
            children(types, "type").forEach(each -> typeBytes.put(name(each), primitiveBytes(each)));
            for (String kind : List.of("enum", "set")) {
                children(types, kind)
                        .forEach(each -> typeBytes.put(name(each), sizeOf(each.getAttribute("encodingType"))));
            }
            children(types, "composite").forEach(this::readComposite);
        }
    }

    private void readComposite(Element composite) {
        int bytes = 0;
        for (Element each : children(composite, "type")) {
            if (name(each).equals("length")) {
                lengthHeaderBytes.put(name(composite), primitiveBytes(each));
            }
            bytes += primitiveBytes(each);
        }
        typeBytes.put(name(composite), bytes);
    }

    private void readMessages(Element root) {
        for (Element each : children(root, "sbe:message")) {
            messages.add(message(each, Integer.parseInt(each.getAttribute("id"))));
        }
    }

    private SchemaMessage message(Element element, int templateId) {
        List<SchemaMessage.Field> fields = new ArrayList<>();
        int offset = 0;
        for (Element field : children(element, "field")) {
            int bytes = sizeOf(field.getAttribute("type"));
            fields.add(new SchemaMessage.Field(name(field), offset, bytes));
            offset += bytes;
        }
        List<SchemaMessage> groups = children(element, "group").stream()
                .map(each -> message(each, 0))
                .toList();
        List<SchemaMessage.Data> data = children(element, "data").stream()
                .map(each -> new SchemaMessage.Data(name(each), lengthHeaderBytes.get(each.getAttribute("type"))))
                .toList();
        return new SchemaMessage(name(element), templateId, offset, fields, groups, data);
    }

    private int sizeOf(String type) {
        Integer bytes = typeBytes.get(type);
        if (bytes == null) {
            throw new IllegalStateException("type: found " + type + ", expected one that the schema defines");
        }
        return bytes;
    }

    private int primitiveBytes(Element type) {
        String length = type.getAttribute("length");
        int count = length.isEmpty() ? 1 : Integer.parseInt(length);
        return count * PRIMITIVE_BYTES.get(type.getAttribute("primitiveType"));
    }

    private static String name(Element element) {
        return element.getAttribute("name");
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                found.add(element);
            }
        }
        return found;
    }
}
