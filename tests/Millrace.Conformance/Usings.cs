global using Millrace.Testing;
