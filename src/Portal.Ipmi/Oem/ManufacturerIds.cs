namespace Portal.Ipmi.Oem;

/// <summary>IANA enterprise numbers that this library decides by.</summary>
internal static class ManufacturerIds
{
    public const int Ibm = 2;
    public const int Hp = 11;
    public const int Intel = 343;
    public const int Dell = 674;
    public const int Quanta = 7244;
    public const int Supermicro = 10876;
    public const int Lenovo = 19046;
    public const int IbmSystemX = 20301;
    public const int Hpe = 47196;
    public const int SupermicroOther = 47488;
}
