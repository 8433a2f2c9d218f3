using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Access;
using Portal.Fleet.SignIn;

namespace Portal.Fleet.Data.Configurations;

internal sealed class AuthenticatorAppConfiguration : IEntityTypeConfiguration<AuthenticatorApp>
{
    public void Configure(EntityTypeBuilder<AuthenticatorApp> builder)
    {
        builder.ToTable("AuthenticatorApps");
        builder.HasKey(app => app.UserId);
        builder.Property(app => app.Secret).HasMaxLength(512);
        builder.HasOne<PortalUser>().WithOne().HasForeignKey<AuthenticatorApp>(app => app.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
