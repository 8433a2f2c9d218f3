namespace Portal.Interop.Tests;

public class PlaceholderTests
{
}
