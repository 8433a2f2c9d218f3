namespace Portal.Ipmi.Tests;

public class PlaceholderTests
{
}
